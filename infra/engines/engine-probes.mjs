import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';

const TIMEOUT_MS = 2_000;

/** Whether something listens there. */
export async function answersTcp(host, port) {
  return (await exchange(host, port, undefined, 0)) !== undefined;
}

/** Whether a Kafka broker answers a metadata request and counts itself among the living. */
export async function answersKafka(host, port) {
  const request = Buffer.alloc(4 + 14);
  request.writeInt32BE(14, 0);
  request.writeInt16BE(3, 4); // Metadata
  request.writeInt16BE(1, 6); // its version 1
  request.writeInt32BE(1, 8); // correlation
  request.writeInt16BE(-1, 12); // no client id
  request.writeInt32BE(0, 14); // no topics
  const answer = await exchange(host, port, request, 12);
  return answer !== undefined && answer.readInt32BE(4) === 1 && answer.readInt32BE(8) > 0;
}

/** Whether a document store answers `hello` as a server that takes writes. */
export async function answersHello(host, port) {
  const answer = await exchange(host, port, helloMessage(), 26);
  return answer !== undefined && answer.includes('isWritablePrimary\0\x01', 'latin1');
}

/** Whether a Temporal server answers and knows the namespace. */
export async function knowsNamespace(host, port, namespace) {
  // DescribeNamespaceRequest { namespace = 1 } in a gRPC frame.
  const message = Buffer.concat([Buffer.from([0x0a, namespace.length]), Buffer.from(namespace)]);
  const frame = Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]);
  return (
    (await grpcStatus(host, port, '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace', frame)) === '0'
  );
}

function helloMessage() {
  const body = Buffer.concat([
    Buffer.from('\x10hello\0\x01\0\0\0', 'latin1'),
    Buffer.from('\x02$db\0\x06\0\0\0admin\0', 'latin1'),
    Buffer.from([0]),
  ]);
  const message = Buffer.alloc(16 + 5 + 4 + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(1, 4);
  message.writeInt32LE(2013, 12); // OP_MSG; its flags and the kind of its one section stay 0
  message.writeInt32LE(body.length + 4, 21);
  body.copy(message, 25);
  return message;
}

/** Sends a request and resolves with what came back once it has so many bytes; undefined when it does not come. */
function exchange(host, port, request, bytes) {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host, port });
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(TIMEOUT_MS, () => finish());
    socket.once('error', () => finish());
    socket.once('close', () => finish());
    socket.once('connect', () => (request === undefined ? finish(received) : socket.write(request)));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= bytes && received.length >= announcedLength(request, received)) finish(received);
    });
  });
}

/** Both protocols begin with a length: Kafka's is big-endian and leaves itself out, the other's is little-endian and does not. */
function announcedLength(request, received) {
  if (received.length < 4) return 4;
  return request.readInt32BE(0) === request.length - 4 ? received.readInt32BE(0) + 4 : received.readInt32LE(0);
}

function grpcStatus(host, port, path, frame) {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://${host}:${port}`);
    const finish = (status) => {
      session.destroy();
      resolve(status);
    };
    session.setTimeout(TIMEOUT_MS, () => finish());
    session.once('error', () => finish());
    const headers = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
    const stream = session.request(headers);
    stream.once('error', () => finish());
    // An answer without a body carries its status in the headers, any other in the trailers.
    stream.once('response', (answer) => answer['grpc-status'] !== undefined && finish(answer['grpc-status']));
    stream.once('trailers', (trailers) => finish(trailers['grpc-status']));
    stream.once('close', () => finish());
    stream.resume();
    stream.end(frame);
  });
}
