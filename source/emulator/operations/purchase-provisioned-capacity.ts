import {mostCapacityUnits} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {buyCapacity, capacityOf} from '../world/capacity.ts';

/** POST provisioned-capacity (api-PurchaseProvisionedCapacity): a unit for a month, at most two. Each call buys one more. */
export const purchaseProvisionedCapacity = operation({
	action: 'PurchaseProvisionedCapacity',
	vault: 'none',
	resource: '*',
	parameters: {},
	run: ({world, realm}) => {
		if (capacityOf(world, realm).length >= mostCapacityUnits) throw refuse.tooMuchCapacity(mostCapacityUnits);
		return {status: 201, headers: {'x-amz-capacity-id': buyCapacity(world, realm)}};
	},
});
