import { Injectable } from '@nestjs/common';
import { WebhookLetters } from './webhook-letter.storage.js';
import { WebhookProgressStore } from './webhook-progress.storage.js';
import { WebhookSecrets } from './webhook-secret.storage.js';

/** What is kept of subscriptions beside their state. */
@Injectable()
export class WebhookStorage {
  constructor(
    readonly progress: WebhookProgressStore,
    readonly letters: WebhookLetters,
    readonly secrets: WebhookSecrets,
  ) {}
}
