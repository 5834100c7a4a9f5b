// Of its own, so that it can be loaded when it is wanted: a bundle gives what a package in the old format exports only to static imports.
export {loadSharedConfigFiles} from '@smithy/shared-ini-file-loader';
