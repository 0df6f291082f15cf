import { domain } from '../../../libs/domain/src/index.js';

export const broken = domain;
