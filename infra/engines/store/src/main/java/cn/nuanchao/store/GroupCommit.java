package cn.nuanchao.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Lets no answer leave before everything it may rest on is in the file. Many writers share one commit: while one is written, the
 * next writers gather, so the cost of a commit is divided by their number.
 */
final class GroupCommit {
  private static final long IDLE_MS = 5_000;
  private static final long BETWEEN_COMPACTIONS_MS = 200;
  private static final int LOWEST_FILL_PERCENT = 60;
  private static final int COMPACTION_BYTES = 4 * 1024 * 1024;
  /** From this size of the file on living pages are gathered in the middle of work too: dead ones cost memory as well. */
  private static final long LARGE_FILE_BYTES = 256L * 1024 * 1024;
  private static final long BETWEEN_BUSY_COMPACTIONS_MS = 1_000;
  private static final int BUSY_COMPACTION_BYTES = 1024 * 1024;

  private final MVStore store;
  /** Writers hold it shared, the committer alone: a commit never sees half a write (a document without its index entry). */
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final AtomicLong begun = new AtomicLong();
  private final Object signal = new Object();
  private final Thread committer;
  private long durable;
  private boolean wanted;
  private boolean closed;

  GroupCommit(String name, MVStore store) {
    this.store = store;
    this.committer = new Thread(this::run, "commit-" + name);
    this.committer.setDaemon(true);
    this.committer.start();
  }

  /** Runs a write and returns, or throws, only after the commit that covers it. */
  <T> T write(Supplier<T> action) {
    gate.readLock().lock();
    long ticket = begun.incrementAndGet();
    try {
      return overOneVersion(action);
    } finally {
      gate.readLock().unlock();
      awaitDurable(ticket);
    }
  }

  /**
   * Runs a read and returns only after all it may have seen is durable: otherwise a relay could publish an event whose fact a
   * crash then takes back.
   */
  <T> T read(Supplier<T> action) {
    T result = overOneVersion(action);
    awaitDurable(begun.get());
    return result;
  }

  /** However long it takes: the space of the pages that it walks over is not used again before its end. */
  private <T> T overOneVersion(Supplier<T> action) {
    MVStore.TxCounter usage = store.registerVersionUsage();
    try {
      return action.get();
    } finally {
      store.deregisterVersionUsage(usage);
    }
  }

  /** Commits what is left and stops the committer; the store itself stays open for its owner to close. */
  void close() {
    synchronized (signal) {
      closed = true;
      signal.notifyAll();
    }
    try {
      committer.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitDurable(long ticket) {
    boolean interrupted = false;
    synchronized (signal) {
      while (durable < ticket) {
        if (!wanted) {
          wanted = true;
          signal.notifyAll();
        }
        try {
          signal.wait();
        } catch (InterruptedException e) {
          // A half-told client is worse than a late shutdown: keep waiting, remember the interruption.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long patience = 0;
      long compactedAt = System.currentTimeMillis();
      while (!isClosed()) {
        if (awaitWork(patience)) {
          commit();
          patience = IDLE_MS;
          if (isLarge() && System.currentTimeMillis() - compactedAt > BETWEEN_BUSY_COMPACTIONS_MS) {
            compact(BUSY_COMPACTION_BYTES);
            compactedAt = System.currentTimeMillis();
          }
        } else {
          patience = compact(COMPACTION_BYTES) ? BETWEEN_COMPACTIONS_MS : 0;
        }
      }
      commit();
    } catch (Throwable failure) {
      // A store that cannot write must not answer any more; clients see a broken connection, not a false acknowledgement.
      failure.printStackTrace();
      Runtime.getRuntime().halt(70);
    }
  }

  /** Waits for a request (true) or until the given time is over (false; 0 waits for ever). */
  private boolean awaitWork(long timeoutMs) throws InterruptedException {
    synchronized (signal) {
      long end = System.currentTimeMillis() + timeoutMs;
      while (!wanted && !closed) {
        long left = timeoutMs == 0 ? 0 : end - System.currentTimeMillis();
        if (timeoutMs != 0 && left <= 0) {
          return false;
        }
        signal.wait(left);
      }
      wanted = false;
      return true;
    }
  }

  private boolean isLarge() {
    return store.getFileStore().size() > LARGE_FILE_BYTES;
  }

  private boolean isClosed() {
    synchronized (signal) {
      return closed;
    }
  }

  private void commit() {
    gate.writeLock().lock();
    long covered;
    try {
      covered = begun.get();
      store.commit();
    } finally {
      gate.writeLock().unlock();
    }
    synchronized (signal) {
      durable = Math.max(durable, covered);
      signal.notifyAll();
    }
  }

  /**
   * Small commits leave mostly dead pages behind; with auto-commit off nobody else gathers the living ones. Says whether there may
   * be more to gather.
   */
  private boolean compact(int bytes) {
    gate.writeLock().lock();
    try {
      boolean rewritten = store.compact(LOWEST_FILL_PERCENT, bytes);
      store.commit();
      return rewritten;
    } finally {
      gate.writeLock().unlock();
    }
  }
}
