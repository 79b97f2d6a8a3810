//! One thread to a call: the matrix library divides its work among the threads of the pool that it finds itself in,
//! and each thread that reads documents is a pool of its own.

thread_local! {
    /// Keeps the pool that consists of the current thread; `None` where the thread belongs to a pool already.
    static POOL: Option<rayon::ThreadPool> = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

/// Makes all further matrix products of the calling thread run on it alone.
pub fn make_alone() {
    POOL.with(|_| ());
}
