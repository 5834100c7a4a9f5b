import type {Band, PriceList, RegionPrices} from './price-list.ts';

/** The first 100 GB of a month are free, once for the whole account (AWSDataTransfer offer, read 2026-10-03). */
const free: Band = {upTo: 100, price: 0};

/** Only the price of the first 10 TB is known for most regions. */
const firstBand = (price: number): readonly Band[] => [free, {upTo: 10_240, price}];

const unknown: RegionPrices = {
	storage: null,
	uploadRequests: null,
	retrieval: null,
	provisionedUnit: null,
	transferOut: null,
};

/**
 * Prices of vaults (not of the S3 storage classes of the same name) as they were known on this day.
 *
 * Bulk has been free since December 2021; older pages still list $0.0025. Deleting, listing and inventories are in no price list.
 */
export const prices20261101: PriceList = {
	date: '2026-11-01',
	regions: {
		'us-east-1': {
			// The storage and early-deletion meters of the AmazonGlacier offer, as infracost's golden files have them.
			storage: 0.0036,
			uploadRequests: 0.03,
			retrieval: {
				Expedited: {gigabyte: 0.03, requests: 10},
				// The vault's own meter; pages on S3's Flexible Retrieval say 0.05 for the requests.
				Standard: {gigabyte: 0.01, requests: 0.03},
				Bulk: {gigabyte: 0, requests: 0},
			},
			// A price guide verified on 2026-10-03.
			provisionedUnit: 100,
			transferOut: [
				free,
				{upTo: 10_240, price: 0.09},
				{upTo: 51_200, price: 0.085},
				{upTo: 153_600, price: 0.07},
				{upTo: Number.POSITIVE_INFINITY, price: 0.05},
			],
		},
		// The cost table of AWS's guidance on moving vaults to S3: 0.00261 less than Deep Archive's 0.00099 is saved.
		'us-east-2': {...unknown, storage: 0.0036},
		'eu-west-1': {
			// A run of infracost over the AmazonGlacier offer.
			storage: 0.0036,
			uploadRequests: 0.033,
			retrieval: {
				Expedited: {gigabyte: 0.03, requests: 11},
				Standard: {gigabyte: 0.01, requests: 0.033},
				Bulk: {gigabyte: 0, requests: 0},
			},
			// Guides say 110 to 120.
			provisionedUnit: null,
			transferOut: firstBand(0.09),
		},
		// Storage and retrieval are known here for S3's classes only; what leaves a region costs the same from any service.
		'eu-central-1': {...unknown, transferOut: firstBand(0.09)},
		'ap-northeast-1': {...unknown, transferOut: firstBand(0.114)},
	},
};
