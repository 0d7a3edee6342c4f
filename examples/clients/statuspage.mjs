// Reads a built site with the client that others use for Statuspage's JSON:
// node statuspage.mjs http://127.0.0.1:PORT. Prints what the client got.
import {Statuspage} from 'statuspage.io';

const client = new Statuspage('any');
client.apiClient.defaults.baseURL = process.argv[2];
const {api} = client;
const got = {
  summary: await api.getSummary(),
  status: await api.getStatus(),
  components: await api.getComponents(),
  incidents: await api.incidents.getAll(),
  unresolved: await api.incidents.getUnresolved(),
  maintenances: await api.scheduledMaintenances.getAll(),
  upcoming: await api.scheduledMaintenances.getUpcoming(),
  active: await api.scheduledMaintenances.getActive(),
};
console.log(JSON.stringify(got));
