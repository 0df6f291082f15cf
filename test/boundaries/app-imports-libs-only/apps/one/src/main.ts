import { secret } from '../../two/src/index.js';
export const used = secret;
