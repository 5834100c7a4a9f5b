import {timestamp} from '../../model/timestamp.ts';
import {operation} from '../operation.ts';
import {capacityOf} from '../world/capacity.ts';

/** GET provisioned-capacity (api-ListProvisionedCapacity): the units that are still good, without pages. */
export const listProvisionedCapacity = operation({
	action: 'ListProvisionedCapacity',
	vault: 'none',
	resource: '*',
	parameters: {},
	run: ({world, realm}) => ({
		status: 200,
		json: {
			ProvisionedCapacityList: capacityOf(world, realm).map(({id, start, end}) => ({
				CapacityId: id,
				ExpirationDate: timestamp(end),
				StartDate: timestamp(start),
			})),
		},
	}),
});
