using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime share on [--yes]` and `tooltime share off`.</summary>
internal static class ShareConsent
{
    public static int TurnOn(CommandContext context, bool isAgreed)
    {
        if (Consent.Refusal(context.Environment) is { } refusal)
        {
            context.Say($"Sharing stays off: {refusal}.");
            return ExitCode.NoConsent;
        }

        var config = ConfigFile.Load(context.Home, context.Clock);
        if (Consent.InForce(config) is { } given && !Consent.IsOlder(config))
        {
            ShareTimer.Set(context, config);
            return Report(context, config, isChanged: false, $"Sharing is on already, since {UtcText.Seconds(given.At)}.");
        }

        var server = ShareTarget.Server(context, config);
        if (Consent.IsOlder(config))
        {
            context.Say(
                $"Sharing is on, as you agreed to it in version {config.ConsentVersion}. Version {Consent.Version} also shares how long tools ran, and which skills you typed. In full:"
            );
        }

        context.Say(Consent.Text);
        if (KindList.From(config) is var kinds and not SharedKinds.All)
        {
            context.Say($"You chose these kinds: {string.Join(", ", KindList.WordsOf(kinds))}. The rest stays on this machine.");
        }

        context.Say($"Reports would go to {server}; its policy is at {Endpoint.Policy(server)}.");
        context.Say($"There is no public server: run one yourself, or set {Endpoint.Variable} to one that you trust.");
        if (!isAgreed && !Confirmation.Ask(context, "Do you agree?", "`tooltime share on --yes` agrees", Consent.IsOlder(config) ? "Sharing stays as it is." : "Sharing stays off."))
        {
            return ExitCode.NoConsent;
        }

        var changed = Consent.IsOlder(config) ? Extend(context) : Change(context, Begin);
        ShareTimer.Set(context, changed);
        return Report(
            context,
            changed,
            isChanged: true,
            "Sharing is on. `tooltime share now` sends at once, `tooltime share off` ends it."
        );
    }

    public static int TurnOff(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        var isChanged = config.CommunitySharing || !config.IsSharingDecided;
        if (isChanged)
        {
            config = context.UpdateConfig(changed => changed.CommunitySharing = false);
        }

        ShareTimer.Set(context, config);
        return Report(
            context,
            config,
            isChanged,
            "Sharing is off. What was sent before stays with the server, and copies under sent/; `tooltime share delete-me` deletes what the server has."
        );
    }

    private static int Report(CommandContext context, ConfigFile config, bool isChanged, string sentence)
    {
        var given = Consent.InForce(config);
        context.Report(
            new SharingChange
            {
                DryRun = context.IsDryRun,
                Sharing = given is null ? SharingState.Off : SharingState.On,
                IsChanged = isChanged,
                Server = ShareTarget.Server(context, config),
                SharedKinds = KindList.WordsOf(given?.Kinds ?? KindList.From(config)),
                ConsentedAt = given is null ? null : UtcText.Seconds(given.At),
                ConsentVersion = given is null ? null : config.ConsentVersion,
            },
            ClientJson.Default.SharingChange,
            sentence
        );
        return ExitCode.Fine;
    }

    /// <summary>
    /// Consents to this version too: what was already agreed to continues, and what is new is shared from the next day on.
    /// </summary>
    private static ConfigFile Extend(CommandContext context) =>
        context.UpdateConfig(changed =>
        {
            changed.ConsentVersion = Consent.Version;
            changed.ConsentExtendedAt = context.Now;
        });

    /// <summary>Changes the settings. If that starts consent, events so far are left out, including those of the same instant.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="change">Changes the current settings, which another process may have changed since they were shown; returns whether
    /// consent starts.</param>
    public static ConfigFile Change(CommandContext context, Func<ConfigFile, bool> change)
    {
        var now = context.Now;
        var today = now.UtcDay();
        var queue = new UploadQueue(context.Home);
        var events = EventFile.Read(context.Home.EventsOf(today)).Events.Count;
        var begins = false;
        var config = context.UpdateConfig(changed =>
        {
            begins = change(changed);
            if (begins)
            {
                changed.ConsentedAt = now;
                changed.ConsentedAfterEvents = events;
                changed.ConsentExtendedAt = null;
            }
        });
        if (begins && !context.IsDryRun)
        {
            queue.Write(queue.Counted(queue.Read(), today));
        }

        return config;
    }

    private static bool Begin(ConfigFile changed)
    {
        changed.CommunitySharing = true;
        changed.ConsentVersion = Consent.Version;
        return true;
    }
}
