// Open and seal with the npm package age-encryption. Standard input and output are JSON; files are base64.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { identity, recipients, sealed, plaintext } = JSON.parse(Buffer.concat(chunks).toString("utf8"));

const decrypter = new Decrypter();
decrypter.addIdentity(identity);
const opened = await decrypter.decrypt(Buffer.from(sealed, "base64"));

const encrypter = new Encrypter();
for (const recipient of recipients) encrypter.addRecipient(recipient);
const resealed = await encrypter.encrypt(Buffer.from(plaintext, "base64"));

process.stdout.write(
  JSON.stringify({
    recipient: await identityToRecipient(identity),
    opened: Buffer.from(opened).toString("base64"),
    sealed: Buffer.from(resealed).toString("base64"),
  }),
);
