import type {CalendarDialog} from './calendar/calendar.ts';
import type {ConfirmDialog} from './confirm/confirm.ts';
import type {CostsDialog} from './costs/costs.ts';
import type {CreateVaultDialog} from './create-vault/create-vault.ts';
import type {DeleteArchivesDialog} from './delete-archives/delete-archives.ts';
import type {DeleteVaultDialog} from './delete-vault/delete-vault.ts';
import type {DetailsDialog} from './details/details.ts';
import type {DifferencesDialog} from './differences/differences.ts';
import type {ErrorDialog} from './error/error.ts';
import type {GoToDialog} from './go-to/go-to.ts';
import type {LimitsDialog} from './limits/limits.ts';
import type {MarksFileDialog} from './marks-file/marks-file.ts';
import type {MenuDialog} from './menu/menu.ts';
import type {NamesDialog} from './names/names.ts';
import type {OpenVaultDialog} from './open-vault/open-vault.ts';
import type {QuitDialog} from './quit/quit.ts';
import type {RestoreDialog} from './restore/restore.ts';
import type {SortDialog} from './sort/sort.ts';
import type {TransferDialog} from './transfer/transfer.ts';
import type {UploadDialog} from './upload/upload.ts';
import type {VersionsDialog} from './versions/versions.ts';
import type {WelcomeDialog} from './welcome/welcome.ts';

/** What lies over the panes and has the keys. */
export type NewDialog =
	| CalendarDialog
	| ConfirmDialog
	| CostsDialog
	| CreateVaultDialog
	| DeleteArchivesDialog
	| DeleteVaultDialog
	| DetailsDialog
	| DifferencesDialog
	| ErrorDialog
	| GoToDialog
	| LimitsDialog
	| MarksFileDialog
	| MenuDialog
	| NamesDialog
	| OpenVaultDialog
	| QuitDialog
	| RestoreDialog
	| SortDialog
	| TransferDialog
	| UploadDialog
	| VersionsDialog
	| WelcomeDialog;

/** An open dialog; its number is its own for as long as the screen is open. */
export type Dialog = NewDialog & {id: number};
