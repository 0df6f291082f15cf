import { ServiceEnvironment, loadConfig } from '#libs/config';
import { startService } from '#libs/service';
import { ApplicationsModule } from './applications.module.js';

const environment = loadConfig(ServiceEnvironment);
await startService({ title: 'Nuanchao applications', module: () => ApplicationsModule.forRoot(environment) });
