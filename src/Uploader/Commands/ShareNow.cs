using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share now`, and `tooltime share preview`, which builds the same submissions and prints them instead.</summary>
internal static class ShareNow
{
    public static int Preview(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        if (!MayShare(context, config))
        {
            return ExitCode.NoConsent;
        }

        using var held = context.LockWork();
        var plan = Plan(context, config, new LedgerStore(context.Home).Read());
        foreach (var submission in plan)
        {
            context.Output.Write([.. submission.Body, (byte)'\n']);
        }

        return Ended(context, plan.Count, ExitCode.Fine);
    }

    /// <summary>A user who asks gets it at once: neither the time since the last upload nor a Retry-After delays it.</summary>
    public static int Run(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        if (!MayShare(context, config))
        {
            return ExitCode.NoConsent;
        }

        using var held = context.LockWork();
        return Send(context, config, int.MaxValue);
    }

    /// <summary>Must be called under the <see cref="WorkLock"/>, with consent.</summary>
    public static int Send(CommandContext context, ConfigFile config, int maxRequestsPerDay)
    {
        using var client = new UploadClient(ShareTarget.Address(context, config), VersionInfo.Program);
        var server = ShareTarget.Server(context, config);
        var run = new ShareRun(context, server, client, Consent.InForce(config)!);
        run.Send(ledger => Plan(context, config, ledger), maxRequestsPerDay);
        if (context.AsJson)
        {
            context.WriteJson(new ShareReport(context.IsDryRun, server, run.Reports), ClientJson.Default.ShareReport);
        }

        return Ended(context, run.Reports.Count, run.ExitCode);
    }

    /// <summary>The waiting submissions, from the rollups as they are.</summary>
    public static IReadOnlyList<PlannedSubmission> Waiting(
        CommandContext context,
        ConfigFile config,
        RollupStore rollups,
        ShareLedger ledger
    ) =>
        SubmissionPlan.Make(
            CellSelection.Find(context.Home, rollups, context.Now, Consent.InForce(config)!),
            ledger.For(ShareTarget.Server(context, config)),
            config.Secret!,
            VersionInfo.Program
        );

    /// <summary>Why nothing may be sent now, or null.</summary>
    public static string? Refusal(CommandContext context, ConfigFile config)
    {
        if (Consent.Refusal(context.Environment) is { } refusal)
        {
            return refusal;
        }

        if (new DeletionStore(context.Home).IsUnderWay)
        {
            return "a deletion was started but is not finished; `tooltime share delete-me` continues it";
        }

        return Consent.InForce(config) is null ? "you have not agreed to it; `tooltime share on` says what sharing means" : null;
    }

    private static IReadOnlyList<PlannedSubmission> Plan(CommandContext context, ConfigFile config, ShareLedger ledger)
    {
        var rollups = new RollupStore(context.Home, context.IsDryRun);
        new Summarizer(context.Home, rollups, context.Clock, context.Environment).Run();
        return Waiting(context, config, rollups, ledger);
    }

    private static bool MayShare(CommandContext context, ConfigFile config)
    {
        var refusal = Refusal(context, config);
        if (refusal is not null)
        {
            context.Say($"Nothing is shared: {refusal}.");
        }

        return refusal is null;
    }

    private static int Ended(CommandContext context, int submissions, int exitCode)
    {
        if (submissions > 0)
        {
            return exitCode;
        }

        context.Say("There is nothing new to share.");
        return ExitCode.NothingToDo;
    }
}
