using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>
/// `tooltime share delete-me [--yes]`: asks the server to delete the reports of every token that this machine ever used, then creates a new
/// secret, so that nothing later can be linked to this machine. Running it again continues an unfinished deletion.
/// </summary>
internal static class ShareDelete
{
    public static int Run(CommandContext context, bool isAgreed)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        var server = ShareTarget.Server(context, config);
        var store = new DeletionStore(context.Home);
        var last = store.Read();
        var tokens = Tokens(context, config, last);
        if (tokens.Count == 0 && last is not { EndedAt: null })
        {
            context.Say("There is nothing to delete: this machine has sent nothing since the last deletion.");
            return ExitCode.NothingToDo;
        }

        context.Say(
            $"{server} is asked to delete every report that this machine sent, under {Figure.Count(tokens.Count, "token")}."
        );
        context.Say("Then this machine creates a new secret. Nothing recorded so far is ever shared after that; your own record stays.");
        context.Say($"What is already published names no one and stays as it is: {Endpoint.Policy(server)}.");
        if (!isAgreed && !Confirmation.Ask(context, "Delete it?", "`tooltime share delete-me --yes` agrees", "Nothing was done."))
        {
            return ExitCode.NoConsent;
        }

        var address = ShareTarget.DeletionAddress(context, config);
        if (context.IsDryRun)
        {
            return Report(context, server, tokens.Count);
        }

        using var held = context.LockWork();
        var state = last is { EndedAt: null }
            ? last
            : new() { BegunAt = UtcText.Seconds(context.Now), Done = last?.Done ?? new(StringComparer.Ordinal) };
        store.Write(state);
        if (Delete(context, address, config, state, store) is { } failure)
        {
            context.Say($"{failure}. Nothing is shared until then; run `tooltime share delete-me` again to continue.");
            return ExitCode.Network;
        }

        Renew(context);
        store.Write(state with { EndedAt = UtcText.Seconds(context.Now) });
        return Report(context, server, tokens.Count);
    }

    private static int Report(CommandContext context, string server, int tokens)
    {
        context.Report(
            new ShareDeletion(context.IsDryRun, server, tokens),
            ClientJson.Default.ShareDeletion,
            "Deleted. This machine has a new secret."
        );
        return ExitCode.Fine;
    }

    /// <returns>What went wrong, or null.</returns>
    private static string? Delete(CommandContext context, Uri address, ConfigFile config, DeletionState state, DeletionStore store)
    {
        using var client = new UploadClient(address, VersionInfo.Program);
        // Read again under the lock: an upload may have finished meanwhile.
        var tokens = Tokens(context, config, state);
        for (var i = 0; i < tokens.Count; i++)
        {
            var answer = client.Post(
                JsonSerializer.SerializeToUtf8Bytes(new TokenHolder { SubmissionToken = tokens[i] }, ClientJson.Default.TokenHolder),
                signature: null
            );
            if (answer.Status is not 200 || SubmissionAnswer.From(answer)?.HasReceipt is not true)
            {
                return $"{i} of {tokens.Count} were deleted; then {answer.Failure ?? $"the server answered {answer.Status}"}";
            }

            state.Done.Add(Named(tokens[i]));
            store.Write(state);
        }

        return null;
    }

    // The secret is replaced first. If the ledger were emptied first and we were stopped in between, the old tokens would still be used.
    private static void Renew(CommandContext context)
    {
        var config = ShareConsent.Change(context, changed =>
        {
            changed.RenewSecret();
            return Consent.InForce(changed) is not null;
        });
        new LedgerStore(context.Home).Write(new ShareLedger());
        ShareTimer.Set(context, config);
    }

    private static List<string> Tokens(CommandContext context, ConfigFile config, DeletionState? state) =>
        [.. UsedTokens.Find(context.Home, context.Clock, config.Secret).Where(token => state?.Done.Contains(Named(token)) is not true)];

    private static string Named(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>What `tooltime share delete-me --json` prints.</summary>
/// <param name="DryRun">Whether nothing was deleted.</param>
/// <param name="Server">The server that was asked.</param>
/// <param name="Tokens">Under how many tokens it had reports of this machine.</param>
internal sealed record ShareDeletion(bool DryRun, string Server, int Tokens);
