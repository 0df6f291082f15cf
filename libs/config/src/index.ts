export { ConfigurationError, loadConfig, readConfig } from './configuration.js';
export { crashProbe, type CrashProbe } from './crash-point.js';
export {
  HttpUrl,
  KafkaBrokers,
  LOG_LEVELS,
  MongoUrl,
  Port,
  ServiceEnvironment,
  environment,
  processVariables,
  serverVariables,
} from './environment.js';
