import {operation} from '../operation.ts';
import {retrievalRule} from '../world/retrieval-policy.ts';

/** GET policies/data-retrieval (api-GetDataRetrievalPolicy): strategy None until one is set. */
export const getDataRetrievalPolicy = operation({
	action: 'GetDataRetrievalPolicy',
	account: 'own',
	vault: 'none',
	resource: 'policies/retrieval-limit-policy',
	parameters: {},
	run: ({world, realm}) => {
		const {Strategy, BytesPerHour = null} = retrievalRule(world, realm);
		return {status: 200, json: {Policy: {Rules: [{BytesPerHour, Strategy}]}}};
	},
});
