//! The `guanxi` program: see [`guanxi_cli::run`].

/// What one thread found is given up by another, which waits with glibc's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    guanxi_cli::run()
}
