//! Pieces worked on side by side and taken in their order.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::thread;

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};

/// So many pieces a thread are under way: enough that none waits for the slowest, few enough that what is
/// worked on is still near the processor, and that a source of any length takes no more memory than they do.
const PIECES_EACH: usize = 3;

/// A piece, and where it is to be sent once it is worked on.
type Task<P> = (P, Sender<P>);

/// Lets `fill` make pieces until it says that there are no more, `work` on them on so many threads, and `take`
/// have each in the order in which it was filled. Pieces are filled and taken on the thread of the caller, which
/// works on some itself as long as none is to be filled or taken, and are used again once they are taken.
///
/// # Errors
/// The first of `fill` or `take`. What was filled before it is taken, nothing behind it.
pub(crate) fn in_order<P: Default + Send, E>(
    threads: usize,
    mut fill: impl FnMut(&mut P) -> Result<bool, E>,
    work: impl Fn(&mut P) + Sync,
    mut take: impl FnMut(&mut P) -> Result<(), E>,
) -> Result<(), E> {
    let (hand_out, tasks) = unbounded::<Task<P>>();
    let do_one = |(mut piece, done): Task<P>| {
        work(&mut piece);
        // Nobody waits for it any more if another one could not be taken.
        drop(done.send(piece));
    };
    thread::scope(|scope| {
        // The others end once it is gone, whichever way this ends.
        let hand_out = hand_out;
        let (mut others, mut most_others) = (Vec::new(), threads.saturating_sub(1));
        let mut under_way: VecDeque<Receiver<P>> = VecDeque::new();
        let mut free: Vec<P> = Vec::new();
        let mut ended = None;
        loop {
            while ended.is_none() && under_way.len() < threads.saturating_mul(PIECES_EACH) {
                let mut piece = free.pop().unwrap_or_default();
                match fill(&mut piece) {
                    Ok(true) => {
                        let (done, worked_on) = bounded(1);
                        drop(hand_out.send((piece, done)));
                        under_way.push_back(worked_on);
                    }
                    Ok(false) => ended = Some(Ok(())),
                    Err(error) => ended = Some(Err(error)),
                }
            }
            while others.len() < most_others.min(under_way.len().saturating_sub(1)) {
                let tasks = tasks.clone();
                let other =
                    thread::Builder::new().spawn_scoped(scope, || tasks.into_iter().for_each(&do_one));
                match other {
                    Ok(other) => others.push(other),
                    // The machine has no more threads to give: those that are there do it all.
                    Err(_) => most_others = others.len(),
                }
            }
            let Some(first) = under_way.front() else { return ended.unwrap_or(Ok(())) };
            let piece = match first.try_recv() {
                Ok(piece) => Some(piece),
                Err(TryRecvError::Empty) => {
                    if let Ok(task) = tasks.try_recv() {
                        do_one(task);
                        continue;
                    }
                    first.recv().ok()
                }
                Err(TryRecvError::Disconnected) => None,
            };
            let Some(mut piece) = piece else {
                // Whoever had it has panicked: so does this thread, once the others have ended.
                drop(hand_out);
                tasks.try_iter().for_each(drop);
                if let Some(panic) = others.into_iter().find_map(|other| other.join().err()) {
                    resume_unwind(panic);
                }
                return Ok(());
            };
            under_way.pop_front();
            if let Err(error) = take(&mut piece) {
                tasks.try_iter().for_each(drop);
                return Err(error);
            }
            free.push(piece);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    /// Squares of the numbers below `count`, the first of each four slower than the others.
    fn squares(threads: usize, count: u64, refuses: Option<u64>) -> (Vec<u64>, Result<(), u64>) {
        let (mut next, mut taken) = (0_u64, Vec::new());
        let result = in_order(
            threads,
            |piece: &mut (u64, u64)| {
                *piece = (next, 0);
                next = next.saturating_add(1);
                if refuses == Some(piece.0) { Err(piece.0) } else { Ok(piece.0 < count) }
            },
            |(number, square)| {
                if number.is_multiple_of(4) {
                    thread::sleep(Duration::from_millis(1));
                }
                *square = number.saturating_pow(2);
            },
            |(_, square)| {
                taken.push(*square);
                Ok(())
            },
        );
        (taken, result)
    }

    #[test]
    fn every_piece_is_taken_once_and_in_its_order() {
        for (threads, count) in [(1, 0), (1, 1), (1, 40), (2, 1), (2, 40), (3, 2), (8, 40)] {
            let expected: Vec<u64> = (0..count).map(|number: u64| number.saturating_pow(2)).collect();
            assert_eq!(squares(threads, count, None), (expected, Ok(())), "{threads} threads, {count}");
        }
    }

    #[test]
    fn what_was_filled_before_an_error_is_taken() {
        for threads in [1, 2, 8] {
            assert_eq!(squares(threads, 40, Some(3)), (vec![0, 1, 4], Err(3)));
            assert_eq!(squares(threads, 40, Some(0)), (vec![], Err(0)));
        }
    }

    #[test]
    fn nothing_behind_a_piece_that_is_refused_is_taken() {
        for threads in [1, 2, 8] {
            let (mut filled, mut taken) = (0_u32, Vec::new());
            let result = in_order(
                threads,
                |piece: &mut u32| {
                    filled += 1;
                    *piece = filled;
                    Ok(true)
                },
                |_| (),
                |piece| {
                    taken.push(*piece);
                    if *piece == 5 { Err("five") } else { Ok(()) }
                },
            );
            assert_eq!((result, taken), (Err("five"), vec![1, 2, 3, 4, 5]), "{threads} threads");
            assert!(filled <= 5 + 3 * threads as u32, "{filled} were filled ahead");
        }
    }

    #[test]
    #[should_panic(expected = "in the midst of a piece")]
    fn a_panic_of_another_thread_ends_all_and_goes_on() {
        let (caller, has_begun) = (thread::current().id(), AtomicBool::new(false));
        let work = |_: &mut u32| {
            if thread::current().id() != caller {
                has_begun.store(true, Ordering::Relaxed);
                panic!("in the midst of a piece");
            }
            while !has_begun.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(1));
            }
        };
        let result = in_order(2, |_: &mut u32| Ok(true), work, |_| Ok(()));
        assert_eq!(result, Err("never"));
    }

    #[test]
    #[should_panic(expected = "on the thread of the caller")]
    fn a_panic_of_the_caller_ends_all_and_goes_on() {
        let take = |_: &mut u32| -> Result<(), ()> { panic!("on the thread of the caller") };
        assert_eq!(in_order(8, |_: &mut u32| Ok(true), |_| (), take), Err(()));
    }
}
