/** The server as it is, in a process of its own that tells its memory when asked over the channel of its parent. */
import { main } from '../server/cli.ts'

process.on('message', () => process.send?.(process.memoryUsage()))
// The channel alone must not keep a server alive that has ended.
process.channel?.unref()
process.exitCode = await main(['serve'])
