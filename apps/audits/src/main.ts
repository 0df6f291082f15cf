import { loadConfig } from '#libs/config';
import { startAudits } from './audits.binding.js';
import { AuditsEnvironment } from './audits.config.js';

await startAudits(loadConfig(AuditsEnvironment));
