import {calendarModule} from './calendar/module.ts';
import {confirmModule} from './confirm/confirm.ts';
import {costsModule} from './costs/module.ts';
import {createVaultModule} from './create-vault/create-vault.ts';
import {deleteArchivesModule} from './delete-archives/module.ts';
import {deleteVaultModule} from './delete-vault/delete-vault.ts';
import {detailsModule} from './details/details.ts';
import type {Dialog} from './dialog.ts';
import {differencesModule} from './differences/module.ts';
import {errorModule} from './error/error.ts';
import {goToModule} from './go-to/go-to.ts';
import {limitsModule} from './limits/limits.ts';
import {marksFileModule} from './marks-file/marks-file.ts';
import {menuModule} from './menu/module.ts';
import type {DialogModule} from './module.ts';
import {namesModule} from './names/names.ts';
import {openVaultModule} from './open-vault/open-vault.ts';
import {quitModule} from './quit/quit.ts';
import {restoreModule} from './restore/module.ts';
import {sortModule} from './sort/sort.ts';
import {transferModule} from './transfer/module.ts';
import {uploadModule} from './upload/module.ts';
import {versionsModule} from './versions/versions.ts';
import {welcomeModule} from './welcome/welcome.ts';

const modules: {[Kind in Dialog['kind']]: DialogModule<Extract<Dialog, {kind: Kind}>>} = {
	calendar: calendarModule,
	confirm: confirmModule,
	costs: costsModule,
	'create-vault': createVaultModule,
	'delete-archives': deleteArchivesModule,
	'delete-vault': deleteVaultModule,
	details: detailsModule,
	differences: differencesModule,
	error: errorModule,
	'go-to': goToModule,
	limits: limitsModule,
	'marks-file': marksFileModule,
	menu: menuModule,
	names: namesModule,
	'open-vault': openVaultModule,
	quit: quitModule,
	restore: restoreModule,
	sort: sortModule,
	transfer: transferModule,
	upload: uploadModule,
	versions: versionsModule,
	welcome: welcomeModule,
};

/** How a dialog behaves. */
export const moduleOf = <D extends Dialog>(dialog: D): DialogModule<D> =>
	modules[dialog.kind] as unknown as DialogModule<D>;
