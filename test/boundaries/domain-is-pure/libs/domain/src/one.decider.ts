import { randomUUID } from 'node:crypto';
export const used = randomUUID;
