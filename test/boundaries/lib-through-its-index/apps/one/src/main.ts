import { inner } from '../../../libs/two/src/inner.js';
export const used = inner;
