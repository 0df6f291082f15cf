import { Client } from '@temporalio/client';
export const used = Client;
