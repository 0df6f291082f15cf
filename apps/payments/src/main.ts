import { loadConfig } from '#libs/config';
import { startService } from '#libs/service';
import { PaymentsEnvironment } from './payments.config.js';
import { PaymentsModule } from './payments.module.js';

const environment = loadConfig(PaymentsEnvironment);
await startService({ title: 'Nuanchao payments', module: () => PaymentsModule.forRoot(environment) });
