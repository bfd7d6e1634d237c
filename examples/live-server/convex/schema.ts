import { defineSchema } from "convex/server";
import { liveTables } from "./liveTables";

// An application that has a schema of its own puts `...liveTables` into it, in place of this file.
export default defineSchema({ ...liveTables });
