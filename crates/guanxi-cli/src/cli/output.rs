//! Files written whole or not at all, several together.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use tempfile::{Builder, NamedTempFile, TempPath};

use super::complaint::Complaint;

/// How old a file under a passing name must be to be nobody's any more, where the disk knows no locks.
const LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// Files of one folder that appear together, once every one of them is whole.
///
/// They are written under passing names in the folder itself and renamed at the end; dropped before that, they
/// leave nothing behind. Where a rename fails, the ones before it are undone.
pub(super) struct Outputs {
    folder: PathBuf,
    files: Vec<(NamedTempFile, PathBuf)>,
}

impl Outputs {
    /// Makes the folder where it is missing and sees that it can be written to.
    pub(super) fn in_folder(folder: &Path) -> Result<Outputs> {
        fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
        sweep(folder);
        passing(folder).map_err(|error| refused(folder, &error))?;
        Ok(Outputs { folder: folder.to_path_buf(), files: Vec::new() })
    }

    /// One file of any folder, whole or not at all; its path.
    pub(super) fn one(
        path: &Path,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<PathBuf> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut out = Outputs::in_folder(folder)?;
        let file = fill(folder, path, content).map_err(|error| refused(path, &error))?;
        out.files.push((file, path.to_path_buf()));
        out.keep()?;
        Ok(path.to_path_buf())
    }

    /// Writes one file under a passing name.
    pub(super) fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let target = self.folder.join(name);
        let file = fill(&self.folder, &target, content).map_err(|error| refused(&target, &error))?;
        self.files.push((file, target));
        Ok(())
    }

    /// Gives every file its name; the paths, in the order they were written.
    pub(super) fn keep(self) -> Result<Vec<PathBuf>> {
        let mut kept: Vec<(PathBuf, Option<(TempPath, File)>)> = Vec::new();
        for (file, target) in self.files {
            let before = aside(&self.folder, &target);
            if let Err(error) = file.persist(&target) {
                for (path, before) in kept {
                    let _ = match before {
                        Some((before, _)) => before.persist(&path).map_err(|error| error.error),
                        None => fs::remove_file(&path),
                    };
                }
                return Err(refused(&target, &error.error).into());
            }
            kept.push((target, before));
        }
        Ok(kept.into_iter().map(|(path, _)| path).collect())
    }
}

fn fill(
    folder: &Path,
    target: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut buffer = BufWriter::with_capacity(1 << 16, passing(folder)?);
    content(&mut buffer)?;
    buffer.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Removes what a killed run left behind: whoever is at work on such a file has it locked.
fn sweep(folder: &Path) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.flatten() {
        let name = item.file_name();
        let name = name.to_string_lossy();
        let ours = name.starts_with(".guanxi-") && (name.ends_with(".part") || name.ends_with(".old"));
        if ours && is_left(&item.path()) {
            // What cannot be removed does no harm.
            let _ = fs::remove_file(item.path());
        }
    }
}

/// Whether nobody is at work on a file under a passing name; on disks without locks its age tells.
fn is_left(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let age = || file.metadata().and_then(|meta| meta.modified()).ok()?.elapsed().ok();
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => age().is_some_and(|age| age > LEFT),
    }
}

/// A file under a passing name, with the rights any new file gets, locked as long as it is open.
pub(super) fn passing(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".guanxi-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // Another run that found it before it was locked is about to remove it.
        if !matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(file);
        }
    }
}

/// A second name for the file that stands in the way, to bring it back by; none where the disk has no links.
fn aside(folder: &Path, target: &Path) -> Option<(TempPath, File)> {
    let file = File::open(target).ok()?;
    // Where it is locked already, it is so by somebody who makes way for another file himself.
    let _ = file.try_lock();
    let name = Builder::new().prefix(".guanxi-").suffix(".old").tempfile_in(folder).ok()?.into_temp_path();
    fs::remove_file(&name).ok()?;
    fs::hard_link(target, &name).ok()?;
    Some((name, file))
}

fn refused(path: &Path, error: &io::Error) -> Complaint {
    let cure = match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "choose a folder you may write to: -o FOLDER".to_string()
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk, or choose another folder: -o FOLDER".to_string()
        }
        io::ErrorKind::IsADirectory => "a folder stands where the file should go: move it away".to_string(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where the folder should go: choose another name with -o".to_string()
        }
        _ => "nothing was written; see that the folder can be written to".to_string(),
    };
    let what = match error.kind() {
        io::ErrorKind::PermissionDenied => "cannot write here: not allowed".to_string(),
        io::ErrorKind::ReadOnlyFilesystem => "cannot write here: the disk is read-only".to_string(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "cannot write here: no room left".to_string()
        }
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "cannot write here: the name is taken".to_string()
        }
        _ => format!("cannot write here: {error}"),
    };
    Complaint::new(what, path.display(), cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let items = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            items.map(|item| item.expect("an item").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_appear_together_and_replace_the_old() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let deep = folder.path().join("a/b");
        for round in ["one", "two"] {
            let mut out = Outputs::in_folder(&deep).expect("a folder");
            for name in ["x.json", "y.dot"] {
                out.write(name, |file| file.write_all(round.as_bytes())).expect("written");
            }
            let kept = out.keep().expect("kept");
            assert_eq!(kept, [deep.join("x.json"), deep.join("y.dot")]);
            assert_eq!(fs::read_to_string(&kept[1]).expect("text"), round);
        }
        assert_eq!(names(&deep), ["x.json", "y.dot"]);
    }

    #[test]
    fn what_fails_leaves_all_as_it_was() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let path = folder.path();
        fs::write(path.join("x.json"), "old").expect("written");
        let mut out = Outputs::in_folder(path).expect("a folder");
        out.write("x.json", |file| file.write_all(b"new")).expect("written");
        let error = out.write("y.dot", |_| Err(io::ErrorKind::StorageFull.into())).expect_err("no room");
        assert!(error.to_string().contains("make room"), "{error}");
        drop(out);
        assert_eq!(names(path), ["x.json"]);

        let mut out = Outputs::in_folder(path).expect("a folder");
        for name in ["x.json", "new.dot", "y.dot"] {
            out.write(name, |file| file.write_all(b"new")).expect("written");
        }
        // A folder that comes in the way at the last moment makes the third rename fail.
        fs::create_dir(path.join("y.dot")).expect("a folder");
        let error = out.keep().expect_err("in the way");
        assert!(error.to_string().contains("y.dot"), "{error}");
        assert_eq!(names(path), ["x.json", "y.dot"]);
        assert_eq!(fs::read_to_string(path.join("x.json")).expect("text"), "old");
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_is_worked_on_is_not() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let path = folder.path();
        for name in [".guanxi-abc.part", ".guanxi-abc.old", "mine.part"] {
            fs::write(path.join(name), "left").expect("written");
        }
        let mut out = Outputs::in_folder(path).expect("a folder");
        assert_eq!(names(path), ["mine.part"]);
        out.write("x.json", |file| file.write_all(b"new")).expect("written");
        // Another run comes in between.
        drop(Outputs::in_folder(path).expect("a folder"));
        out.keep().expect("kept");
        assert_eq!(names(path), ["mine.part", "x.json"]);
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_named() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let path = folder.path().join("taken");
        fs::write(&path, "").expect("written");
        let error = Outputs::in_folder(&path).err().expect("taken").to_string();
        assert!(error.contains("taken") && error.contains("another name"), "{error}");
    }
}
