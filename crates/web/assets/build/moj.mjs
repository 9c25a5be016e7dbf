// The parts of MoJ Frontend's script that the typed components use; GOV.UK Frontend stays the one vendored file beside it.
export { DatePicker } from '@ministryofjustice/frontend/moj/components/date-picker/date-picker.mjs'
export { MultiSelect } from '@ministryofjustice/frontend/moj/components/multi-select/multi-select.mjs'
export { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'
