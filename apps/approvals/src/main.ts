import { loadConfig, ServiceEnvironment } from '#libs/config';
import { startService } from '#libs/service';
import { ApprovalsModule } from './approvals.module.js';

const environment = loadConfig(ServiceEnvironment);
await startService({ title: 'Nuanchao approvals', module: () => ApprovalsModule.forRoot(environment) });
