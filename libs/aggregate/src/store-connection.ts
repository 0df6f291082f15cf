import mongoose, { mongo, type Connection, type ConnectOptions } from 'mongoose';
import { StoreUnavailable } from './failures.js';

/**
 * Short enough that a request learns within seconds that the store is away, and a majority of the replica set holds every
 * acknowledged write. The embedded store has neither sessions nor retryable writes; both stay off there by its own answer.
 */
export const STORE_OPTIONS = {
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 20_000,
  maxPoolSize: 32,
  bufferCommands: false,
  autoIndex: false,
} as const satisfies ConnectOptions;

/** Connects to a service's own database; rejects with `StoreUnavailable` when it does not answer. */
export const connectStore = async (url: string): Promise<Connection> => {
  const connection = mongoose.createConnection(url, STORE_OPTIONS);
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new StoreUnavailable('MongoDB', error);
  }
};

/** A collection of the driver itself: mongoose's own buffers commands while it is away, and a command must not wait unseen. */
export const collectionOf = <Document extends mongo.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<Document> => {
  const { db } = connection;
  if (db === undefined) throw new StoreUnavailable('MongoDB');
  return db.collection<Document>(name);
};

/** E11000: a document with this key is already there. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === 11_000;

/** Not primary, shutting down, interrupted, write concern not reached: the outcome of a write is unknown. */
const AWAY_CODES: ReadonlySet<unknown> = new Set([
  6, 7, 64, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436,
]);

/** The store is away or its answer got lost: try again later, and never conclude that a write did not happen. */
export const isUnavailable = (error: unknown): boolean => {
  if (error instanceof StoreUnavailable) return true;
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return true;
  // For writes of several documents the driver makes one of these of whatever went wrong, the network included.
  if (error instanceof mongo.MongoBulkWriteError && error.errorResponse instanceof Error) {
    return isUnavailable(error.errorResponse);
  }
  if (error instanceof mongo.MongoServerError) {
    return (
      AWAY_CODES.has(error.code) ||
      error instanceof mongo.MongoWriteConcernError ||
      error.hasErrorLabel('RetryableWriteError')
    );
  }
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoOperationTimeoutError ||
    error instanceof mongo.MongoClientClosedError ||
    (error instanceof Error && /^Mongo(PoolCleared|PoolClosed|WaitQueueTimeout|ConnectionPool\w*)/.test(error.name))
  );
};

/** Runs a store operation and turns "away" into one typed error. */
export const reach = async <Value>(operation: () => Promise<Value>): Promise<Value> => {
  try {
    return await operation();
  } catch (error) {
    throw isUnavailable(error) && !(error instanceof StoreUnavailable) ? new StoreUnavailable('MongoDB', error) : error;
  }
};
