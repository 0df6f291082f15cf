import { nothing } from './nothing.js';
export const used = nothing;
