import {type AgentOptions, Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';

/** How the network is reached, from the environment. */
export type Network = {
	/** PEM text of the certificates to trust instead of the system's; null for the usual ones. */
	certificates: string | null;
	/** URLs of proxies as in HTTPS_PROXY, HTTP_PROXY and NO_PROXY; may hold a password. */
	proxy: {https: string | null; http: string | null; no: string | null};
};

/** The network without proxies and with the usual certificates. */
export const plainNetwork: Network = {certificates: null, proxy: {https: null, http: null, no: null}};

/** Connections that stay open between requests, as many as there are requests at once. */
export type Agents = {httpAgent: HttpAgent; httpsAgent: HttpsAgent};

// Node 22.21 and 24.5 added it, and the types of Node do not say so everywhere.
type WithProxy = AgentOptions & {proxyEnv?: Record<string, string>};

/** Makes the agents for one client. Proxies are used by Node 22.21, 24.5 and later; loopback is never reached through one. */
export const createAgents = ({certificates, proxy}: Network): Agents => {
	const proxyEnv: Record<string, string> = {};
	if (proxy.https) proxyEnv.HTTPS_PROXY = proxy.https;
	if (proxy.http) proxyEnv.HTTP_PROXY = proxy.http;
	const usesProxy = Object.keys(proxyEnv).length > 0;
	proxyEnv.NO_PROXY = [proxy.no, 'localhost', '127.0.0.1', '[::1]'].filter(Boolean).join(',');
	const options: WithProxy = {keepAlive: true, ...(usesProxy ? {proxyEnv} : {})};
	return {
		httpAgent: new HttpAgent(options),
		httpsAgent: new HttpsAgent({...options, ...(certificates ? {ca: certificates} : {})}),
	};
};
