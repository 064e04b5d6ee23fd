export type { TransactionDetail, TransactionSide, RelatedTransaction } from './get-transaction';
export type { TransactionLineageDto, LineagePostingDto } from './describe-booking';
