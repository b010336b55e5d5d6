//! Documents side by side, a batch at a time, in order.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Settings;
use crate::document::{Document, Failure, Notes, Reading};

/// Documents worked on at a time: reading never runs more than this ahead.
const BATCH: usize = 64;

/// Bytes of text after which a batch is full, however few its documents.
const BATCH_BYTES: usize = 1 << 20;

/// What a flow of documents tells of.
pub(super) enum Step<'a> {
    Failure(&'a Failure),
    Notes(&'a Notes),
    Bytes(u64),
}

/// Works on every document and hands on what comes of it, in order.
/// One that fails costs itself alone.
///
/// While the helpers work on one batch, the calling thread hands on what came of the batch before and reads the next
/// one; then it takes its share of the batch. So there are never more threads at work than were asked for.
pub(super) fn flow<T: Send, E>(
    mut documents: Box<dyn Reading + '_>,
    helpers: Option<&ThreadPool>,
    work: &(impl Fn(Document) -> Result<T, Failure> + Sync),
    each: &mut dyn FnMut(T) -> Result<(), E>,
    told: &mut dyn FnMut(Step),
) -> Result<(), E> {
    let mut done: Vec<Result<T, Failure>> = Vec::new();
    let mut open = batch(&mut *documents, told);
    while !(open.is_empty() && done.is_empty()) {
        let waiting = Mutex::new(open.into_iter().enumerate());
        let fresh = Mutex::new(Vec::new());
        let next = || locked(&waiting).next();
        // One by one: whoever is done first takes the next, and none waits long for another.
        let share = || {
            while let Some((at, document)) = next() {
                let made = work(document);
                locked(&fresh).push((at, made));
            }
        };
        let mut meanwhile = || {
            for made in done.drain(..) {
                match made {
                    Ok(made) => each(made)?,
                    Err(failure) => told(Step::Failure(&failure)),
                }
            }
            told(Step::Bytes(documents.bytes()));
            Ok(batch(&mut *documents, told))
        };
        open = match helpers {
            Some(pool) => pool.in_place_scope(|scope| {
                (0..pool.current_num_threads()).for_each(|_| scope.spawn(|_| share()));
                let open = meanwhile()?;
                share();
                Ok(open)
            })?,
            None => {
                share();
                meanwhile()?
            }
        };
        let mut fresh = fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        fresh.sort_unstable_by_key(|(at, _)| *at);
        done = fresh.into_iter().map(|(_, made)| made).collect();
    }
    told(Step::Notes(&documents.notes()));
    Ok(())
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The threads beside the calling one; none where all is to be done by that, or no thread can be had.
pub(super) fn helpers(settings: Settings) -> Option<ThreadPool> {
    let all = settings.jobs.or_else(|| thread::available_parallelism().ok())?;
    let others = all.get() - 1;
    (others > 0).then(|| ThreadPoolBuilder::new().num_threads(others).build().ok()).flatten()
}

fn batch(documents: &mut (dyn Reading + '_), told: &mut dyn FnMut(Step)) -> Vec<Document> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    for found in documents {
        match found {
            Ok(document) => {
                bytes += document.text.len();
                batch.push(document);
            }
            Err(failure) => told(Step::Failure(&failure)),
        }
        if batch.len() >= BATCH || bytes >= BATCH_BYTES {
            break;
        }
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Corpus;

    #[test]
    fn one_that_fails_costs_itself_alone() {
        let documents: Vec<Document> =
            (0..200).map(|at| Document { id: at.to_string(), ..Document::default() }).collect();
        for jobs in [1, 3] {
            let helpers = helpers(Settings { jobs: jobs.try_into().ok(), ..Settings::default() });
            let (mut read, mut failed) = (Vec::new(), Vec::new());
            let work = |document: Document| match document.id.as_str() {
                "7" | "150" => Err(Failure::new(&document.id, "breaks", "mend it")),
                _ => Ok(document.id),
            };
            let mut each = |id| -> Result<(), std::convert::Infallible> {
                read.push(id);
                Ok(())
            };
            let Ok(()) = flow(documents.read(), helpers.as_ref(), &work, &mut each, &mut |step| {
                if let Step::Failure(failure) = step {
                    failed.push(failure.what.clone());
                }
            });
            assert_eq!((read.len(), &failed[..]), (198, &["7".to_string(), "150".to_string()][..]));
        }
    }
}
