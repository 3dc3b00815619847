using ToolTime.Monitor.Security.Alerts;

namespace ToolTime.Uploader.Security;

/// <summary>What `alerts --json` prints.</summary>
/// <param name="Channels">Where alerts go.</param>
/// <param name="Sent">What was sent where, oldest first.</param>
internal sealed record AlertList(IReadOnlyList<ChannelLine> Channels, IReadOnlyList<SentAlert> Sent);

/// <summary>A channel for alerts.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Channel">What it is, such as webhook.</param>
/// <param name="From">The lowest severity that goes there.</param>
/// <param name="Target">The log file, the command, or a webhook's host: its whole address may be a secret. Null if there is none.</param>
internal sealed record ChannelLine(int Number, string Channel, string From, string? Target);

/// <summary>What `alerts add --json` and `alerts remove --json` print.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Number">The channel's number, in `remove` the one it had.</param>
/// <param name="Channel">What it is, such as webhook. Its address may be a secret, and is not printed.</param>
/// <param name="From">The lowest severity that goes there.</param>
internal sealed record ChannelChange(bool DryRun, int Number, string Channel, string From);

/// <summary>What `alerts test --json` prints.</summary>
/// <param name="DryRun">Whether nothing was sent.</param>
/// <param name="Channels">The channels, in their order.</param>
internal sealed record AlertTest(bool DryRun, IReadOnlyList<ChannelTest> Channels);

/// <summary>A test alert to a channel.</summary>
/// <param name="Channel">What it is, such as webhook.</param>
/// <param name="IsSent">Whether it was sent.</param>
/// <param name="Tries">How often that was tried.</param>
/// <param name="Outcome">What the channel answered; null in a dry run.</param>
internal sealed record ChannelTest(string Channel, bool IsSent, int Tries, string? Outcome);
