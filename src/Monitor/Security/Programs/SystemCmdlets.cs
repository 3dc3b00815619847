using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Cmdlets that change a Windows system: its guards, services, tasks, accounts, network, disks and registry.</summary>
internal static class SystemCmdlets
{
    /// <summary>Records what such a cmdlet changes; false if it is none of them.</summary>
    public static bool Note(Call call, string name, CmdletArguments arguments)
    {
        (EffectKind Kind, bool Is)? found = name switch
        {
            "set-mppreference" or "add-mppreference" =>
                (EffectKind.DisableGuard, arguments.Switches.Any(option => option.StartsWith("-Disable", StringComparison.OrdinalIgnoreCase)
                || option.StartsWith("-Exclusion", StringComparison.OrdinalIgnoreCase))),
            "uninstall-windowsfeature" when call.Args.Any(arg => ServicePrograms.IsGuard(arg.Text)) => (EffectKind.DisableGuard, true),
            "uninstall-windowsfeature" or "disable-windowsoptionalfeature" => (EffectKind.ChangeSystem, true),
            "set-executionpolicy" => (EffectKind.DisableGuard,
                call.Args.Any(arg => arg.Text is "Unrestricted" or "Bypass" or "unrestricted" or "bypass")
                // Of this process alone it ends with it.
                && !call.Args.Any(arg => arg.Text.Equals("Process", StringComparison.OrdinalIgnoreCase))),
            "set-netfirewallprofile" or "new-netfirewallrule" or "disable-netfirewallrule" or "remove-netfirewallrule" =>
                (EffectKind.ChangeFirewall, true),
            "new-service" => (EffectKind.Autostart, true),
            "register-scheduledtask" or "new-scheduledtask" or "schtasks.exe" => (EffectKind.Schedule, true),
            "stop-service" or "set-service" or "remove-service" when
                call.Args.Any(arg => ServicePrograms.IsGuard(arg.Text)) => (EffectKind.DisableGuard, true),
            "set-dnsclientserveraddress" or "set-date" or "set-timezone" or "rename-computer" or "new-netroute" or "remove-netroute"
                or "set-netipaddress" or "new-netipaddress" or "remove-netipaddress" or "disable-netadapter" =>
                (EffectKind.ChangeSystem, true),
            "stop-service" or "set-service" or "remove-service" or "stop-computer" or "restart-computer" =>
                (EffectKind.ChangeService, true),
            "new-localuser" or "set-localuser" or "remove-localuser" or "enable-localuser" => (EffectKind.ChangeAccounts, true),
            "add-localgroupmember" => (EffectKind.GrantRights, true),
            "clear-eventlog" or "remove-eventlog" or "limit-eventlog" => (EffectKind.ClearLogs, true),
            "clear-history" => (EffectKind.HideHistory, true),
            "set-psreadlineoption" => (EffectKind.HideHistory, arguments.Named("-HistorySaveStyle")?.Text is "SaveNothing"),
            "format-volume" or "clear-disk" or "initialize-disk" or "remove-partition" => (EffectKind.WipeDisk, true),
            "disable-computerrestore" => (EffectKind.DisableGuard, true),
            "register-wmievent" or "register-cimindicationevent" => (EffectKind.Autostart, true),
            "set-wmiinstance" or "set-ciminstance" or "new-ciminstance" => (EffectKind.Autostart, call.Args.Any(arg =>
                arg.Text.EndsWith("EventConsumer", StringComparison.OrdinalIgnoreCase)
                || arg.Text.Equals("__EventFilter", StringComparison.OrdinalIgnoreCase)
                || arg.Text.EndsWith("FilterToConsumerBinding", StringComparison.OrdinalIgnoreCase))),
            "import-certificate" or "import-pfxcertificate" => (EffectKind.ChangeSystem, call.Args.Any(arg =>
                arg.Text.Replace('/', '\\').EndsWith("\\Root", StringComparison.OrdinalIgnoreCase))),
            "convertfrom-securestring" or "get-storedcredential" => (EffectKind.UseSecretStore, true),
            "set-itemproperty" or "new-itemproperty" or "sp" => (EffectKind.ChangeSystem, false),
            _ => null,
        };
        if (name is "set-itemproperty" or "new-itemproperty" or "sp"
            && call.Args.FirstOrDefault(arg => arg.Text.StartsWith("HK", StringComparison.OrdinalIgnoreCase)) is { } key)
        {
            WindowsPrograms.NoteRegistryKey(call, key.Text);
        }
        else if (found is { Is: true } effect && !arguments.Switches.Contains("-WhatIf"))
        {
            call.Emit(effect.Kind, name);
        }

        return found is not null;
    }
}
