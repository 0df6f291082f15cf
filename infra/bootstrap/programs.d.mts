import type { EngineAddresses } from '../engines/index.mjs';
import type { Program } from './supervisor.mjs';

export declare function choosePorts(env: NodeJS.ProcessEnv): Promise<Record<string, number>>;
export declare function programsOf(where: {
  ports: Record<string, number>;
  engines: EngineAddresses;
  dataDir: string;
  secret: string;
  clockFile: string;
}): Program[];
