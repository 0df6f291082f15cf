import { createRequire } from 'node:module';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beginConnectionsAfresh, type BrokerConnection } from '../src/fresh-connections.js';

interface Connection extends BrokerConnection {
  send(call: object): Promise<Buffer>;
}

const require = createRequire(import.meta.url);
const silent = { debug: () => undefined, error: () => undefined, warn: () => undefined, namespace: () => silent };

/** An answer as it is on the wire: its length, the number of the request, the payload. */
const answer = (correlationId: number, payload: string): Buffer => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + payload.length, 0);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, Buffer.from(payload)]);
};

/** A request that any broker takes without knowing who asks; its answer is handed out as it came. */
const ask = (connection: Connection): Promise<Buffer> => {
  const Encoder = require('kafkajs/src/protocol/encoder.js') as new () => object;
  return connection.send({
    request: { apiKey: 18, apiVersion: 0, apiName: 'ApiVersions', encode: () => Promise.resolve(new Encoder()) },
    response: { decode: (payload: Buffer) => Promise.resolve(payload), parse: (payload: Buffer) => payload },
  });
};

describe('a connection to a broker that ends', () => {
  let server: Server;
  let sockets: Socket[];
  let connection: Connection;
  /** What the broker does with the request that it got as the given one of all, from 0. */
  let onRequest: (socket: Socket, number: number) => void;

  beforeEach(async () => {
    beginConnectionsAfresh();
    sockets = [];
    let requests = 0;
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('data', () => onRequest(socket, requests++));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const Kind = require('kafkajs/src/network/connection.js') as new (options: object) => Connection;
    const socketFactory = (require('kafkajs/src/network/socketFactory.js') as () => object)();
    const times = { requestTimeout: 5_000, connectionTimeout: 5_000 };
    connection = new Kind({ host: '127.0.0.1', port, logger: silent, socketFactory, ...times });
    await connection.connect();
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });

  it('reads the first answer of the next connection although the last one ended in the middle of an answer', async () => {
    onRequest = (socket, number) => {
      if (number === 0) socket.end(answer(number, 'half of it').subarray(0, 10));
      else socket.write(answer(number, 'whole'));
    };
    await expect(ask(connection)).rejects.toThrow('Closed connection');
    await connection.connect();
    expect((await ask(connection)).toString()).toBe('whole');
  });

  it('opens one socket for all who find it closed at the same moment', async () => {
    onRequest = (socket, number) => socket.write(answer(number, 'whole'));
    await connection.disconnect();
    await Promise.all([connection.connect(), connection.connect(), connection.connect()]);
    expect((await ask(connection)).toString()).toBe('whole');
    expect(sockets).toHaveLength(2);
  });

  it('can be tried again when nobody took the call', async () => {
    await connection.disconnect();
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    await expect(connection.connect()).rejects.toThrow('ECONNREFUSED');
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    expect(await connection.connect()).toBe(true);
  });
});
