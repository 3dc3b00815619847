using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Cmdlets of modules: those that delete in clouds and directories, and those that get modules.</summary>
internal static class PowerShellModules
{
    /// <summary>What the cmdlets of a cloud delete, by the start of their names.</summary>
    private static readonly string[] Clouds = ["remove-az", "remove-s3bucket", "remove-ec2", "remove-rds", "remove-ddb", "remove-lm",
        "remove-eks", "remove-ecs", "remove-cfn", "stop-cfn", "remove-gc", "remove-vm"];

    /// <summary>What of these deletes nothing that others use.</summary>
    private static readonly string[] Own = ["remove-azcontext", "remove-azaccount", "remove-azenvironment", "remove-aztag", "remove-ec2tag",
        "remove-vmsnapshot"];

    private static readonly string[] Accounts = ["remove-aduser", "remove-adgroup", "remove-adcomputer", "remove-adorganizationalunit",
        "remove-adobject", "disable-adaccount", "set-adaccountpassword", "remove-mguser", "remove-azureaduser"];

    /// <summary>Records what such a cmdlet does; false if it is not one.</summary>
    public static bool Note(Call call, string name)
    {
        var isTried = call.Args.Any(arg => arg.Text.Equals("-WhatIf", StringComparison.OrdinalIgnoreCase));
        if (name is "add-type" && call.Args.FirstOrDefault(arg => (arg.Data & DataKinds.Network) != 0) is { } fetched)
        {
            call.Emit(EffectKind.Execute, "powershell", data: fetched.Data);
            return true;
        }

        if (name is "install-module" or "install-script" && call.Args.Any(arg =>
            arg.Text.Equals("-SkipPublisherCheck", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.InstallUnchecked, "-SkipPublisherCheck");
            return true;
        }

        if (name is "register-psrepository" or "register-packagesource" or "register-psresourcerepository")
        {
            foreach (var address in call.Args.Where(InterpreterPrograms.IsAddress))
            {
                Registries.Note(call, address);
            }

            return true;
        }

        var isAccount = Accounts.Contains(name);
        var isCloud = Array.Exists(Clouds, start => name.StartsWith(start, StringComparison.Ordinal)) && !Own.Contains(name);
        if ((isAccount || isCloud) && !isTried)
        {
            call.Emit(isAccount ? EffectKind.ChangeAccounts : EffectKind.DeleteCloud, call.Fields[0].Text);
        }

        return isAccount || isCloud;
    }
}
