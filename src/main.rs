//! The `guanxi` program: see `cli` for all it does.

mod cli;

/// What one thread found is given up by another, which waits with glibc's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
