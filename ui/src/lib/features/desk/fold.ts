// The desk's letters are everybody's.
export { fold, wordsOf } from "$shared/fold";
