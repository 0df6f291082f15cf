// Run by mongosh as the administrator. Makes the one node of a development machine a replica set; in production the members are
// given by MONGO_MEMBERS (host:port, separated by commas). Running it again changes nothing.
const members = (process.env.MONGO_MEMBERS || 'mongo:27017').split(',');

function isInitiated() {
  try {
    return rs.status().ok === 1;
  } catch (error) {
    if (error.codeName === 'NotYetInitialized') return false;
    throw error;
  }
}

if (!isInitiated()) {
  rs.initiate({ _id: 'nuanchao', members: members.map((host, index) => ({ _id: index, host })) });
}

// Whoever comes next wants to write.
const deadline = Date.now() + 60_000;
while (!db.hello().isWritablePrimary) {
  if (Date.now() > deadline) throw new Error('no primary was elected within a minute');
  sleep(200);
}
