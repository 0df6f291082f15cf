import { loadConfig } from '#libs/config';
import { startService } from '#libs/service';
import { PipelinesEnvironment } from './pipelines.config.js';
import { PipelinesModule } from './pipelines.module.js';

const environment = loadConfig(PipelinesEnvironment);
await startService({ title: 'Nuanchao pipelines', module: () => PipelinesModule.forRoot(environment) });
