import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** One connection to a broker, as kafkajs 2.2.4 keeps it inside. The same object connects again and again. */
export interface BrokerConnection {
  readonly socket: Socket | undefined;
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected(): boolean;
  connect: (this: BrokerConnection) => Promise<true>;
  disconnect(): Promise<true>;
}

/** An answer begins with its length. */
const LENGTH_BYTES = 4;

/**
 * Lets kafkajs begin each connection afresh, and only one at a time. What a dying broker had sent of an answer was taken for
 * the beginning of the next connection's first one; callers who found the connection closed at the same moment opened a
 * socket each, of which the last was written to whichever was connected; and the late end of a former socket closed its
 * successor. All that was asked ran into its timeout, and a consumer could need minutes to find back to its group.
 */
export const beginConnectionsAfresh = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/connection.js') as {
    prototype: BrokerConnection;
  };
  if (prototype.connect.name === connectAfresh.name) return;
  prototype.connect = connectAfresh(prototype.connect);
};

const connectAfresh = (connect: BrokerConnection['connect']): BrokerConnection['connect'] => {
  const connecting = new WeakMap<BrokerConnection, Promise<true>>();
  return function connectAfresh(this: BrokerConnection): Promise<true> {
    if (this.isConnected()) return Promise.resolve(true);
    const underWay = connecting.get(this);
    if (underWay !== undefined) return underWay;
    leave(this.socket);
    Object.assign(this, { chunks: [], bytesBuffered: 0, bytesNeeded: LENGTH_BYTES });
    const attempt = connect.call(this).finally(() => connecting.delete(this));
    connecting.set(this, attempt);
    return attempt;
  };
};

/** Nothing is heard of a former socket any more, not even its end. */
const leave = (socket: Socket | undefined): void => {
  socket
    ?.removeAllListeners()
    .on('error', () => undefined)
    .destroy();
};
