// Run by mongosh as the administrator, after replica-set.js. One user per service, in that service's own database and with rights on
// nothing else; `auditor` reads all of them to compare documents with their histories, and writes nowhere. Running it again sets
// roles and passwords anew.
const services = ['applications', 'approvals', 'payments', 'audits', 'pipelines', 'workflows'];

function password(name) {
  const variable = `${name.toUpperCase()}_DB_PASSWORD`;
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: give every database user a password`);
  return value;
}

function ensureUser(database, name, roles) {
  const target = db.getSiblingDB(database);
  if (target.getUser(name)) target.updateUser(name, { pwd: password(name), roles });
  else target.createUser({ user: name, pwd: password(name), roles });
}

for (const service of services) {
  const database = `nuanchao-${service}`;
  ensureUser(database, service, [{ role: 'readWrite', db: database }]);
}

ensureUser(
  'nuanchao-audits',
  'auditor',
  services.map((service) => ({ role: 'read', db: `nuanchao-${service}` })),
);
