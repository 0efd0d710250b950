// What a new PIN or passphrase lacks, before it is typed again; the core decides.
import { errorText } from "$i18n";
import type { SecretKind } from "./bindings.gen";
import { type Api, AppError } from "./call";

/** Says why a secret would be refused, in a sentence; empty where it would be taken. */
export const weakness =
  (api: Api, kind: SecretKind) =>
  async (secret: string): Promise<string> => {
    try {
      await api.checkSecret(secret, kind);
      return "";
    } catch (thrown) {
      const { code, params } = AppError.from(thrown, "check secret");
      return errorText(code, params).what;
    }
  };
