import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {member, type Rule, required} from '../parameters.ts';
import {object, oneOf} from '../requirements.ts';
import {type RetrievalRule, setRetrievalRule} from '../world/retrieval-policy.ts';

const strategy = oneOf('BytesPerHour', 'FreeTier', 'None');

const policy: Rule<RetrievalRule> = (given, name) => {
	const {Rules} = object(given, name);
	if (!Array.isArray(Rules) || Rules.length !== 1) throw refuse.invalidValue('Rules', JSON.stringify(Rules));
	const rule = object(Rules[0], 'Rules');
	const Strategy = strategy(rule.Strategy, 'Strategy');
	const bytes = rule.BytesPerHour ?? undefined;
	const isNumber = typeof bytes === 'number' && Number.isInteger(bytes) && bytes >= 1 && bytes <= 2 ** 63;
	if (Strategy === 'BytesPerHour' ? !isNumber : bytes !== undefined) {
		throw refuse.invalidValue('BytesPerHour', JSON.stringify(bytes));
	}
	return Strategy === 'BytesPerHour' ? {Strategy, BytesPerHour: bytes as number} : {Strategy};
};

/** PUT policies/data-retrieval (api-SetDataRetrievalPolicy): exactly one rule. Jobs that are running stay as they are. */
export const setDataRetrievalPolicy = operation({
	action: 'SetDataRetrievalPolicy',
	account: 'own',
	vault: 'none',
	resource: 'policies/retrieval-limit-policy',
	body: 'json',
	parameters: {rule: required(member('Policy', policy))},
	run: ({world, realm, parameters: {rule}}) => {
		setRetrievalRule(world, realm, rule);
		return {status: 204};
	},
});
