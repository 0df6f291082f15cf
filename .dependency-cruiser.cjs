/**
 * The rules between the rooms (docs/README.md). `test/boundaries/<rule name>/` holds one fixture that breaks each rule;
 * `test/boundaries.spec.ts` fails when a fixture passes, so that no rule can rot into one that forbids nothing.
 */
/** The crash harness is test code, but it runs compiled, as a command. */
const TESTS = '(\\.spec\\.ts$|/test/|^test/|^libs/testing/|^infra/faults/)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'app-imports-libs-only',
      comment: 'A service never calls another one by import; facts travel over Kafka, commands over HTTP.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: TESTS },
      to: { path: '^(apps/(?!$1/)|workflows/|infra/)' },
    },
    {
      name: 'temporal-in-workflows-only',
      severity: 'error',
      from: { pathNot: ['^workflows/', TESTS] },
      to: { path: 'node_modules/@temporalio/' },
    },
    {
      name: 'kafkajs-in-events-only',
      severity: 'error',
      from: { pathNot: ['^libs/events/', TESTS] },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'mongoose-in-storage-only',
      severity: 'error',
      from: { pathNot: ['\\.(schema|repository|view|module|storage)\\.ts$', '^libs/(aggregate|service)/', TESTS] },
      to: { path: 'node_modules/(mongoose|mongodb|@nestjs/mongoose)/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Deciders have neither clock nor dice nor storage: audits folds histories with the same code.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: TESTS },
      to: { pathNot: ['^libs/(domain|contracts|policy)/', 'node_modules/zod/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'policy-is-pure',
      comment: 'Rules run in the browser as well.',
      severity: 'error',
      from: { path: '^libs/policy/', pathNot: TESTS },
      to: { pathNot: ['^libs/(policy|contracts)/', 'node_modules/zod/'] },
    },
    {
      name: 'contracts-know-zod-only',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: TESTS },
      to: { pathNot: ['^libs/contracts/', 'node_modules/zod/'] },
    },
    {
      name: 'definitions-are-deterministic',
      comment: 'Workflow code is replayed: only the workflow API, siblings and types.',
      severity: 'error',
      from: { path: '^workflows/src/definitions/' },
      to: {
        pathNot: ['^workflows/src/definitions/', 'node_modules/@temporalio/(workflow|common)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: TESTS },
      to: { path: '^(apps|workflows|infra)/' },
    },
    {
      name: 'workflows-know-no-service',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: ['^(apps|infra)/', 'node_modules/mongoose/'] },
    },
    {
      name: 'lib-through-its-index',
      severity: 'error',
      from: { path: '^(apps|workflows|infra|libs/([^/]+))/' },
      to: { path: '^libs/(?!$2/)[^/]+/src/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'console-knows-contracts-and-policy',
      comment: 'It runs in a browser: types and rules are shared, everything else is behind the API.',
      severity: 'error',
      from: { path: '^apps/console/src/' },
      to: { path: ['^libs/(?!(contracts|policy)/)', '^(infra|workflows|test)/'], pathNot: '^apps/console/' },
    },
    {
      name: 'console-needs-no-node',
      severity: 'error',
      from: { path: '^apps/console/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'browser-packages-in-console-only',
      severity: 'error',
      from: { pathNot: ['^apps/console/', TESTS] },
      to: { path: 'node_modules/(react|react-dom|react-router|antd|@ant-design|@tanstack|echarts)/' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { pathNot: TESTS },
      to: {
        path: [
          '\\.spec\\.ts$',
          '^libs/testing/',
          '^infra/faults/',
          'node_modules/(@jest|@nestjs/testing|fast-check|testcontainers|playwright-core|axe-core)/',
        ],
      },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
