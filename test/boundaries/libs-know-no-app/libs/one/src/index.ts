import { secret } from '../../../apps/two/src/index.js';
export const used = secret;
