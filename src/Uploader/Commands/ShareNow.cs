using System.Reflection;
using ToolTime.Uploader.Home;
using ToolTime.Uploader.Sharing;
using ToolTime.Uploader.Usage;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share now`, and `tooltime share preview`, which makes the same submissions and prints them instead.</summary>
internal static class ShareNow
{
    // A second round sends again what the server turned out to keep under a greater revision.
    private const int Rounds = 2;

    private static string Version { get; } =
        typeof(ShareNow).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static int Preview(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        if (!MayShare(context, config, out var consentedAt))
            return ExitCode.NoConsent;

        using var held = WorkLock.Acquire(context.Home);
        var plan = Plan(context, config.Secret!, consentedAt, new LedgerStore(context.Home).Read());
        foreach (var submission in plan)
            context.Output.Write([.. submission.Body, (byte)'\n']);
        return Ended(context, plan.Count);
    }

    public static int Run(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        if (!MayShare(context, config, out var consentedAt))
            return ExitCode.NoConsent;

        using var sender = new SubmissionSender(ShareTarget.Address(context, config), Version);
        using var held = WorkLock.Acquire(context.Home);
        var archive = new SentArchive(context.Home, context.Clock);
        archive.RemoveOld();
        var run = new ShareRun(context, sender, archive, new LedgerStore(context.Home));
        var sent = 0;
        for (var round = 0; round < Rounds && run.ExitCode is not ExitCode.Network; round++)
        {
            var plan = Plan(context, config.Secret!, consentedAt, run.Ledger);
            sent += plan.Count;
            run.Send(plan);
        }

        if (run.IsAnyKept)
            ConfigFile.Update(context.Home, context.Clock, changed => changed.LastUploadAt = context.Now);
        return sent == 0 ? Ended(context, 0) : run.ExitCode;
    }

    /// <summary>The submissions that wait, from the rollups as they are.</summary>
    public static IReadOnlyList<PlannedSubmission> Waiting(CommandContext context, string secret, DateTimeOffset consentedAt, ShareLedger ledger) =>
        SubmissionPlan.Make(ShareableCells.Find(context.Home, context.Now, consentedAt), ledger, secret, Version);

    private static IReadOnlyList<PlannedSubmission> Plan(CommandContext context, string secret, DateTimeOffset consentedAt, ShareLedger ledger)
    {
        new Summarizer(context.Home, context.Clock, context.Environment).Run();
        return Waiting(context, secret, consentedAt, ledger);
    }

    private static bool MayShare(CommandContext context, ConfigFile config, out DateTimeOffset consentedAt)
    {
        consentedAt = Consent.Since(config) ?? default;
        var reason = Consent.Refusal(context.Environment)
            ?? (consentedAt == default || config.Secret is null ? "you have not agreed to it; `tooltime share on` says what it means" : null);
        if (reason is not null)
            context.Say($"Nothing is shared: {reason}.");
        return reason is null;
    }

    private static int Ended(CommandContext context, int submissions)
    {
        if (submissions > 0)
            return ExitCode.Fine;
        context.Say("There is nothing new to share.");
        return ExitCode.NothingToDo;
    }
}
