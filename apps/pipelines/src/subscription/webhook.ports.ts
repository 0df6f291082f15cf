import { Injectable } from '@nestjs/common';
import { FeedReader } from '../feed/feed-reader.view.js';
import { SubscriptionRepository } from './subscription.repository.js';
import { WebhookGateway } from './webhook.gateway.js';
import { WebhookStorage } from './webhook.storage.js';

/** What sending a webhook needs: whom, how far, what, and the way out. */
@Injectable()
export class WebhookPorts {
  constructor(
    readonly subscriptions: SubscriptionRepository,
    readonly webhooks: WebhookStorage,
    readonly reader: FeedReader,
    readonly gateway: WebhookGateway,
  ) {}
}
