/** The real engines behind one interface, for `npm start` and for the tests. */

export type EngineName = 'kafka' | 'temporal' | 'store';
export type Service = 'applications' | 'approvals' | 'payments' | 'audits' | 'pipelines' | 'workflows';
export type PortName = 'kafka' | 'kafkaController' | 'temporal' | 'temporalUi' | Service;
export type Ports = Partial<Record<PortName, number>>;

export interface EngineProgress {
  stage: 'wait' | 'download' | 'compile' | 'start' | 'ready' | 'died' | 'stopped';
  /** What it is about, for people. */
  what: string;
  /** Set from `start` on. */
  engine?: EngineName;
  /** Which of how many pieces, when that is known. */
  piece?: number;
  pieces?: number;
  /** Since the call; absent for the two path functions. */
  elapsedMs?: number;
}

export interface StartOptions {
  /** Where data and logs lie; a new temporary folder if left out. */
  dataDir?: string;
  /** Free ones are chosen for those left out. */
  ports?: Ports;
  /** All of them if left out. */
  only?: readonly EngineName[];
  onProgress?: (event: EngineProgress) => void;
  /** The data is deleted on stop, so stopping is abrupt and quick. */
  ephemeral?: boolean;
  /** Breaks the start off: downloads end, what has started is stopped, and the promise is rejected. */
  signal?: AbortSignal;
}

export interface EngineAddresses {
  kafkaBrokers: string;
  temporalAddress: string;
  /** Empty when the server was given by TEMPORAL_ADDRESS. */
  temporalUi: string;
  mongoUrls: Record<Service, string>;
}

export interface EngineHealth {
  ready: boolean;
  /** Only for engines that run as our own processes. */
  pid?: number;
}

export interface RunningEngines {
  /** Engines left out by `only` have empty addresses. */
  readonly addresses: EngineAddresses;
  readonly dataDir: string;
  readonly processes: readonly { name: EngineName; pid: number }[];
  health(): Promise<Partial<Record<EngineName, EngineHealth>>>;
  /** Sends a signal, SIGKILL if left out, and waits for the end if it is a deadly one. */
  kill(name: EngineName, signal?: NodeJS.Signals): Promise<void>;
  /** Stops it if it runs, starts it on the same port and data, and waits until it answers. */
  restart(name: EngineName): Promise<void>;
  stop(): Promise<void>;
}

export declare class EngineError extends Error {
  constructor(problem: string, cure: string, options?: { cause?: unknown });
  readonly problem: string;
  readonly cure: string;
}

export declare const SERVICES: readonly Service[];
/** Every port that can be chosen, and the environment variable that chooses it. */
export declare const PORT_VARIABLES: Readonly<Record<PortName, string>>;
export declare const NAMESPACE: {
  readonly namespace: string;
  readonly retentionDays: number;
  readonly searchAttributes: Readonly<Record<string, string>>;
};

export declare function startEngines(options?: StartOptions): Promise<RunningEngines>;
/** The same from containers, by docker-compose.yml; throws EngineError when they do not come up. */
export declare function startContainers(
  options?: Pick<StartOptions, 'only' | 'onProgress' | 'dataDir'>,
): Promise<RunningEngines>;
/** Whether a Docker engine with Compose answers and NUANCHAO_ENGINES is not `embedded`. */
export declare function containersAnswer(): Promise<boolean>;
export declare function portsFromEnvironment(env?: NodeJS.ProcessEnv): Ports;
export declare function databaseOf(service: Service): string;
export declare function mongoUrlsOn(url: string): Record<Service, string>;
export declare function timeSkippingServerPath(onProgress?: (event: EngineProgress) => void): Promise<string>;
export declare function temporalCliPath(onProgress?: (event: EngineProgress) => void): Promise<string>;
