using ToolTime.Api.Limits;
using ToolTime.Api.Registration;
using ToolTime.Grains.Registration;
using ToolTime.Grains.Webhooks;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Maintenance;
using ToolTime.Silo.Operators;
using ToolTime.Silo.Webhooks;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;
using ToolTime.Storage.Registration;

namespace ToolTime.Silo.Roles;

/// <summary>Registers and maps what this process's role includes.</summary>
internal static class RoleRegistration
{
    public static void AddRole(this WebApplicationBuilder builder, ServerRole role)
    {
        if (role.RunsGrains())
        {
            builder.Services.AddStorage(builder.Configuration);
            builder.Services.AddGrains(builder.Configuration);
            builder.Services.AddSingleton<IWebhookSender, WebhookSender>();
        }
        else
        {
            builder.Services.AddFrontEnd(builder.Configuration);
        }

        builder.AddOrleans(role);
        if (role.RunsGrains())
        {
            builder.Services.AddMaintenance();
            builder.Services.AddSingleton<IOperatorsWork, StorageWork>();
            builder.Services.AddHostedService<OperatorsSocket>();
            builder.Services.AddReadiness();
            builder.Services.AddHostedService<IdleMemory>();
        }

        builder.Services.AddProcessApi(builder.Configuration);
        if (role.HasEndpoints())
        {
            builder.Services.AddApi(builder.Configuration);
        }
    }

    public static void MapRole(this WebApplication app, ServerRole role)
    {
        app.UseTrustedProxies();
        if (role.HasEndpoints())
        {
            app.MapApi();
            app.MapOrleansDashboard();
        }

        app.MapProcessApi();
    }

    /// <summary>Opens the storage, if the role has one.</summary>
    public static void OpenStorage(this WebApplication app, ServerRole role)
    {
        if (role.RunsGrains())
        {
            app.Services.GetRequiredService<IStorageEngine>().Open();
            app.Services.GetService<OrleansFile>()?.Prepare();
        }
    }
}
